"""The page on which anybody uses the workspace, in a browser, as any user."""
