// Two accounts: one for the Functions host and Durable Functions (many small requests, nothing of value once runs have ended),
// one for the shop's data. Neither has shared keys.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param publicAccess bool

var rules = {
  allowSharedKeyAccess: false
  allowBlobPublicAccess: false
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
  defaultToOAuthAuthentication: true
  publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
  networkAcls: { defaultAction: publicAccess ? 'Allow' : 'Deny', bypass: 'AzureServices' }
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'sthost${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: rules

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: 'packages'
    }
  }
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stdata${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: rules

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
    }

    resource dumps 'containers' = {
      name: 'dumps'
    }

    resource artefacts 'containers' = {
      name: 'artefacts'
    }
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource userState 'tables' = {
      name: 'userstate'
    }
  }

  resource queues 'queueServices' = {
    name: 'default'
  }
}

output hostAccountName string = host.name
output dataAccountName string = data.name
output dataBlobEndpoint string = data.properties.primaryEndpoints.blob
