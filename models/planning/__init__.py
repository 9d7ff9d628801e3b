"""When what comes again is due: the clocks of walls, agendas, diaries, and planning from them."""
