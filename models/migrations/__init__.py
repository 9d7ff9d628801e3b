"""Every change of the tables since the first release. HEAD is the version this program needs."""

HEAD = "0003"
