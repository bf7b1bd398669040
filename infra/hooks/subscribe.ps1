# Makes (or renews) the Event Grid subscription that announces uploads to the app. Runs after each deployment: the address holds a system key that
# the app makes when it first starts. The key goes from one service to the other and into no log.
$ErrorActionPreference = 'Stop'

$key = $null
for ($attempt = 0; $attempt -lt 30 -and -not $key; $attempt++) {
    $key = az functionapp keys list -g $env:AZURE_RESOURCE_GROUP -n $env:ECOM_APP_NAME --query systemKeys.blobs_extension -o tsv 2>$null
    if (-not $key) { Start-Sleep -Seconds 10 }
}
if (-not $key) {
    throw 'The app has no key blobs_extension after five minutes: it did not start. See its log stream, then run this hook again: azd hooks run postdeploy'
}

az eventgrid system-topic event-subscription create `
    --resource-group $env:AZURE_RESOURCE_GROUP `
    --system-topic-name $env:ECOM_EVENT_TOPIC `
    --name dumps-uploaded `
    --included-event-types Microsoft.Storage.BlobCreated `
    --subject-begins-with /blobServices/default/containers/dumps/ `
    --max-delivery-attempts 30 `
    --event-ttl 1440 `
    --endpoint-type webhook `
    --endpoint "$env:ECOM_APP_URL/runtime/webhooks/blobs?functionName=Host.Functions.DumpUploaded&code=$key" `
    --output none
if ($LASTEXITCODE -ne 0) { throw 'The subscription could not be made.' }
Write-Output "Uploads to the container dumps of $env:ECOM_DATA_ACCOUNT are announced to $env:ECOM_APP_NAME."
