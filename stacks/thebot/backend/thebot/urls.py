"""Which address is answered by what."""

from django.contrib import admin
from django.urls import path

from bots import docs, health, views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/system/health/", health.health),
    path("api/bots/", views.bots),
    path("api/bots/<int:number>/", views.bot),
    path("api/docs/", docs.page),
    path("api/docs/openapi.json", docs.openapi),
]
