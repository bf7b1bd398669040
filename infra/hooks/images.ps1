# Builds the images a plan needs in the registry itself (no Docker on this machine) and points the job and the app at them.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$tag = git rev-parse --short=12 HEAD
$registry = $env:AZURE_CONTAINER_REGISTRY_ENDPOINT

if ($env:ECOM_PLAN -eq 'flex') {
    az acr build --registry $registry.Split('.')[0] --image "ecom-trainer:$tag" --target trainer --file Dockerfile . --output none
    az containerapp job update -g $env:AZURE_RESOURCE_GROUP -n $env:ECOM_TRAINER_JOB --image "$registry/ecom-trainer:$tag" --output none
    azd env set ECOM_TRAINER_IMAGE "$registry/ecom-trainer:$tag"
}
elseif ($env:ECOM_PLAN -eq 'container') {
    az acr build --registry $registry.Split('.')[0] --image "ecom-app:$tag" --target app --file Dockerfile . --output none
    az functionapp config container set -g $env:AZURE_RESOURCE_GROUP -n $env:ECOM_APP_NAME --image "$registry/ecom-app:$tag" --output none
    azd env set ECOM_APP_IMAGE "$registry/ecom-app:$tag"
}
