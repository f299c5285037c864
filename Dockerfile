# Three images: `api` has nothing that can open a report, `worker` has nothing that listens, `scan` recognises pictures too.
# With `--build-arg S3=1` they can keep audits in a bucket.
ARG PYTHON_IMAGE=python:3.13-slim
FROM ${PYTHON_IMAGE} AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    AUDIT_DATA_DIR=/data
RUN useradd --system --uid 10001 --home-dir /nonexistent audit \
    && install -d -o audit -g audit -m 0700 /data /secrets /signing /redis && install -d -o audit -g audit /redis-users
VOLUME /data

FROM base AS builder
WORKDIR /build
COPY requirements/build.lock requirements/
RUN pip install --require-hashes -r requirements/build.lock
COPY pyproject.toml README.md LICENSE openapi.yaml ./
COPY service service
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels/api .
COPY workers workers
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels/worker .

FROM base AS api
ARG S3=0
COPY requirements/api.lock requirements/s3.lock /tmp/
RUN pip install --require-hashes -r /tmp/api.lock && { [ "$S3" = 0 ] || pip install --require-hashes -r /tmp/s3.lock; }
RUN --mount=from=builder,source=/wheels/api,target=/wheels pip install --no-deps /wheels/*.whl
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "service.api.server.Worker", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--graceful-timeout", "7", "--log-level", "warning", "service.app:create_app()"]

FROM base AS worker
# A Debian release keeps one version of a font and drops it for the next: a pin would break the build.
# hadolint ignore=DL3008
RUN apt-get update -q && apt-get install -qy --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
ARG S3=0
COPY requirements/worker.lock requirements/s3.lock /tmp/
RUN pip install --require-hashes -r /tmp/worker.lock && { [ "$S3" = 0 ] || pip install --require-hashes -r /tmp/s3.lock; }
RUN --mount=from=builder,source=/wheels/worker,target=/wheels pip install --no-deps /wheels/*.whl
USER 10001
CMD ["python", "-m", "workers"]

FROM worker AS scan
USER 0
COPY requirements/ocr.lock /tmp/
RUN pip install --require-hashes -r /tmp/ocr.lock
USER 10001
CMD ["python", "-m", "workers", "scans"]
