FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv
WORKDIR /opt/trefoil
COPY pyproject.toml uv.lock README.md LICENSE manifest.yml ./
COPY bot bot
COPY handlers handlers
COPY models models
COPY sandbox sandbox
COPY schedules schedules
COPY views views
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/trefoil --create-home trefoil
COPY --from=build /opt/trefoil/.venv /opt/trefoil/.venv
ENV PATH=/opt/trefoil/.venv/bin:$PATH TREFOIL_HOME=/var/lib/trefoil TREFOIL_LOG_FORMAT=json PYTHONUNBUFFERED=1
USER trefoil
WORKDIR /var/lib/trefoil
VOLUME /var/lib/trefoil
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:3001/healthz', timeout=3)"]
CMD ["trefoil", "serve", "--host", "0.0.0.0"]
