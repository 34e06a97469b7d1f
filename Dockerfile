# One image; compose chooses the command.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
# a compiler, and Python's headers where an image comes without; where none is to be had the code stays plain Python
RUN export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev libpython3-dev >/dev/null \
 || echo "NO C COMPILER TO BE HAD: parsers and taggers stay plain Python, which is slower"
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/tintag && /opt/tintag/bin/python -m pip install --quiet --require-hashes -r requirements.lock
COPY workers workers
RUN ! command -v gcc >/dev/null || /opt/tintag/bin/python -W ignore -m workers.compiling
COPY pyproject.toml README.md ./
COPY service service
COPY seeds seeds
RUN /opt/tintag/bin/python -m pip install --quiet --no-deps --no-build-isolation . \
 && find . -path ./build -prune -o -name '*.so' -exec cp --parents {} /opt/tintag/lib/python3.13/site-packages \; \
 && /opt/tintag/bin/python -m pip uninstall --quiet --yes \
    mypy mypy_extensions pathspec librt ast-serialize setuptools pip

FROM python:3.13-slim
RUN groupadd --gid 10001 tintag && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin tintag
COPY --from=build /opt/tintag /opt/tintag
ENV PATH=/opt/tintag/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER tintag
WORKDIR /tmp
EXPOSE 8000
CMD ["gunicorn", "--config", "python:service.gunicorn_conf", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-tmp-dir", "/dev/shm"]
