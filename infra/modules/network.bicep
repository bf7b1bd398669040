// Optional: storage over private endpoints only. Telemetry and Event Grid still go over public endpoints of the service.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param plan string
param hostAccountName string
param dataAccountName string

// Flex delegates its subnet to Container Apps, Premium to server farms.
var delegation = plan == 'premium' ? 'Microsoft.Web/serverFarms' : 'Microsoft.App/environments'

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.60.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.60.0.0/24'
          delegations: [{ name: 'app', properties: { serviceName: delegation } }]
        }
      }
      {
        name: 'environment'
        properties: {
          addressPrefix: '10.60.2.0/23'
          delegations: [{ name: 'environment', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      { name: 'endpoints', properties: { addressPrefix: '10.60.4.0/24' } }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource environment 'subnets' existing = {
    name: 'environment'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccountName
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccountName
}

var services = ['blob', 'queue', 'table']
var links = flatten([
  map(services, service => { account: 'host', service: service })
  map(services, service => { account: 'data', service: service })
])

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for service in services: {
  name: 'privatelink.${service}.${environment().suffixes.storage}'
  location: 'global'
  tags: tags
}]

resource zoneLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (service, i) in services: {
  parent: zones[i]
  name: 'vnet'
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for link in links: {
  name: 'pe-${link.account}-${link.service}-${suffix}'
  location: location
  tags: tags
  properties: {
    subnet: { id: network::endpoints.id }
    privateLinkServiceConnections: [
      {
        name: link.service
        properties: {
          privateLinkServiceId: link.account == 'host' ? host.id : data.id
          groupIds: [link.service]
        }
      }
    ]
  }
}]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (link, i) in links: {
  parent: endpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      { name: link.service, properties: { privateDnsZoneId: zones[indexOf(services, link.service)].id } }
    ]
  }
}]

output appSubnetId string = network::app.id
output environmentSubnetId string = network::environment.id
