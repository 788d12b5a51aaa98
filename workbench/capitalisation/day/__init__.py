"""The day on which people read pilots together: asked, answered, drawn, and written down."""
