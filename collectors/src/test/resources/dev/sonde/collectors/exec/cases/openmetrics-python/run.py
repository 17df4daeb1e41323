print("# TYPE backups counter")
print('backups_total{repository="home"} 12 1767225600.25')
print("# EOF")
