"""What people see: values in, words out. No I/O, no clock."""
