// Who may do what, as narrow as the service takes it.
param hostAccountName string
param dataAccountName string
param insightsName string
param appPrincipalId string
param trainerPrincipalId string
param uploaderPrincipalIds array

var blobOwner = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
var blobContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
var queueContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
var tableContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
var metricsPublisher = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e42-8a64-420c390055eb')

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccountName
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource dumps 'containers' existing = {
      name: 'dumps'
    }

    resource artefacts 'containers' existing = {
      name: 'artefacts'
    }
  }

  resource tables 'tableServices' existing = {
    name: 'default'

    resource userState 'tables' existing = {
      name: 'userstate'
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// The host keeps leases, secrets, the package and the Durable task hub in its account: blobs, queues and tables.
resource appHostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, appPrincipalId, blobOwner)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: blobOwner }
}

resource appHostQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, appPrincipalId, queueContributor)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: queueContributor }
}

resource appHostTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, appPrincipalId, tableContributor)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: tableContributor }
}

// The blob trigger's documentation asks for owner on what it watches, and for queues, where it leaves poison messages.
resource appDumps 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data::blobs::dumps
  name: guid(data::blobs::dumps.id, appPrincipalId, blobOwner)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: blobOwner }
}

resource appPoison 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data
  name: guid(data.id, appPrincipalId, queueContributor)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: queueContributor }
}

resource artefacts 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in [appPrincipalId, trainerPrincipalId]: {
  scope: data::blobs::artefacts
  name: guid(data::blobs::artefacts.id, principal, blobContributor)
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: blobContributor }
}]

resource appState 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data::tables::userState
  name: guid(data::tables::userState.id, appPrincipalId, tableContributor)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: tableContributor }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in [appPrincipalId, trainerPrincipalId]: {
  scope: insights
  name: guid(insights.id, principal, metricsPublisher)
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: metricsPublisher }
}]

resource uploaders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in uploaderPrincipalIds: {
  scope: data::blobs::dumps
  name: guid(data::blobs::dumps.id, principal, blobContributor)
  properties: { principalId: principal, roleDefinitionId: blobContributor }
}]
