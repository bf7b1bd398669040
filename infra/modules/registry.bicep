// Images of the trainer and, on the container plan, of the app.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param pullerPrincipalIds array

var pull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'cr${suffix}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

resource pullers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in pullerPrincipalIds: {
  scope: registry
  name: guid(registry.id, principal, pull)
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: pull }
}]

output server string = registry.properties.loginServer
