#!/bin/sh
# Builds the images a plan needs in the registry itself (no Docker on this machine) and points the job and the app at them.
set -eu

tag=$(git rev-parse --short=12 HEAD 2>/dev/null || date -u +%Y%m%d%H%M%S)
registry=${AZURE_CONTAINER_REGISTRY_ENDPOINT:-}

if [ "$ECOM_PLAN" = flex ]; then
  az acr build --registry "${registry%%.*}" --image "ecom-trainer:$tag" --target trainer --file Dockerfile . --output none
  az containerapp job update -g "$AZURE_RESOURCE_GROUP" -n "$ECOM_TRAINER_JOB" --image "$registry/ecom-trainer:$tag" --output none
  azd env set ECOM_TRAINER_IMAGE "$registry/ecom-trainer:$tag"
elif [ "$ECOM_PLAN" = container ]; then
  az acr build --registry "${registry%%.*}" --image "ecom-app:$tag" --target app --file Dockerfile . --output none
  az functionapp config container set -g "$AZURE_RESOURCE_GROUP" -n "$ECOM_APP_NAME" --image "$registry/ecom-app:$tag" --output none
  azd env set ECOM_APP_IMAGE "$registry/ecom-app:$tag"
fi
