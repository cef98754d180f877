"""The front door: settings, the application, the command line, channels."""
