"""The three doors: pages run in a batch, served as apps, or opened in JupyterLab."""
