# One image; compose chooses the command.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/tintag && /opt/tintag/bin/python -m pip install --quiet --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY service service
COPY workers workers
COPY seeds seeds
RUN /opt/tintag/bin/python -m pip install --quiet --no-deps --no-build-isolation . \
 && /opt/tintag/bin/python -m pip uninstall --quiet --yes setuptools pip

FROM python:3.13-slim
RUN groupadd --gid 10001 tintag && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin tintag
COPY --from=build /opt/tintag /opt/tintag
ENV PATH=/opt/tintag/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER tintag
WORKDIR /tmp
EXPOSE 8000
CMD ["gunicorn", "--config", "python:service.gunicorn_conf", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-tmp-dir", "/dev/shm"]
