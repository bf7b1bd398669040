// The topic of the data account's events. The subscription needs the deployed app's key, so a hook makes it after each deployment.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param dataAccountName string

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${suffix}'
  location: location
  tags: tags
  properties: {
    source: data.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output topicName string = topic.name
