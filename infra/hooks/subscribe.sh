#!/bin/sh
# Makes (or renews) the Event Grid subscription that announces uploads to the app. Runs after each deployment: the address holds a system key that
# the app makes when it first starts. The key goes from one service to the other and into no log.
set -eu

attempts=30
key=""
while [ "$attempts" -gt 0 ]; do
  key=$(az functionapp keys list -g "$AZURE_RESOURCE_GROUP" -n "$ECOM_APP_NAME" --query systemKeys.blobs_extension -o tsv 2>/dev/null || true)
  [ -n "$key" ] && break
  attempts=$((attempts - 1))
  sleep 10
done
if [ -z "$key" ]; then
  echo "The app has no key blobs_extension after five minutes: it did not start. See its log stream, then run this hook again: azd hooks run postdeploy" >&2
  exit 1
fi

az eventgrid system-topic event-subscription create \
  --resource-group "$AZURE_RESOURCE_GROUP" \
  --system-topic-name "$ECOM_EVENT_TOPIC" \
  --name dumps-uploaded \
  --included-event-types Microsoft.Storage.BlobCreated \
  --subject-begins-with /blobServices/default/containers/dumps/ \
  --max-delivery-attempts 30 \
  --event-ttl 1440 \
  --endpoint-type webhook \
  --endpoint "$ECOM_APP_URL/runtime/webhooks/blobs?functionName=Host.Functions.DumpUploaded&code=$key" \
  --output none
echo "Uploads to the container dumps of $ECOM_DATA_ACCOUNT are announced to $ECOM_APP_NAME."
