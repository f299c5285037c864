"""The shapes of answers, each declared once: by them answers are written, and openapi.yaml's components are made."""
