def find_opposites(kk,en): return iter(())
