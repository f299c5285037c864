"""The least that a status endpoint can do: a Flask view that reads one hash of Redis."""

import os

from flask import Flask
from redis import Redis

app = Flask(__name__)
redis = Redis.from_url(os.environ["BARE_REDIS_URL"])


@app.get("/status")
def status() -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in redis.hgetall("bare").items()}
