"""What is printed or drawn: pictures with real text."""
