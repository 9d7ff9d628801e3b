"""The program: settings, clock, database, scheduler, command line. Here alone the parts meet."""
