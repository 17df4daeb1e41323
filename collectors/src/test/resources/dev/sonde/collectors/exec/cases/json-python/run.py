import json

print(json.dumps({"age": 3600, "disk": {"free-bytes": 12.5}, "ok": True, "name": "home", "parts": [1, 2]}))
