// The Functions app on one of three plans, with the same settings on each.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param shop string
param plan string
param instanceMemoryMB int
param maximumInstances int
param premiumSku string
param image string
param identityId string
param identityClientId string
param hostAccountName string
param dataAccountName string
param insightsConnectionString string
param environmentId string
param registryServer string
param trainerJobId string
param subnetId string
param settings object
param refreshSchedule string
@secure()
param controlKey string
param authClientId string

var name = 'func-ecom-${suffix}'
var appTags = union(tags, { 'azd-service-name': 'app' })
var isFlex = plan == 'flex'
var isContainer = plan == 'container'
var placeholder = 'mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0'

// The product's settings with their defaults; a test holds them against the options classes and the sample settings.
var defaults = loadJsonContent('../settings.json')

var computed = {
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  EcomStorage__blobServiceUri: 'https://${dataAccountName}.blob.${environment().suffixes.storage}'
  EcomStorage__queueServiceUri: 'https://${dataAccountName}.queue.${environment().suffixes.storage}'
  EcomStorage__tableServiceUri: 'https://${dataAccountName}.table.${environment().suffixes.storage}'
  EcomStorage__credential: 'managedidentity'
  EcomStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
  AzureWebJobsDisableHomepage: 'true'
  // Event Grid announces uploads here; the scanning twin is for Azurite.
  'AzureWebJobs.DumpScanned.Disabled': 'true'
  'AzureWebJobs.DumpUploaded.Disabled': 'false'
  RefreshSchedule: refreshSchedule
  FeedbackSchedule: '0 */1 * * * *'
  Ecom__Shop: shop
  Ecom__Serving__RequireKeys: 'true'
  Ecom__Trainer__Kind: isFlex ? 'ContainerAppsJob' : 'ChildProcess'
  Ecom__Trainer__JobId: trainerJobId
}
var control = empty(controlKey) ? {} : {
  Ecom__Serving__Keys__0__Name: 'control'
  Ecom__Serving__Keys__0__Key: controlKey
  Ecom__Serving__Keys__0__Scopes__0: 'Control'
}
// Flex has the worker's runtime in its own configuration.
var runtime = isFlex ? {} : {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
}
var all = union(defaults, computed, control, runtime, settings)

resource flexPlan 'Microsoft.Web/serverfarms@2024-04-01' = if (isFlex) {
  name: 'plan-flex-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource flexApp 'Microsoft.Web/sites@2024-04-01' = if (isFlex) {
  name: name
  location: location
  tags: appTags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: flexPlan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2', appSettings: [for setting in items(all): { name: setting.key, value: setting.value }] }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${hostAccountName}.blob.${environment().suffixes.storage}/packages'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: max(maximumInstances, 40)
        instanceMemoryMB: instanceMemoryMB
        // Recommendations are read at once, not after a cold start.
        alwaysReady: [{ name: 'http', instanceCount: 1 }]
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }
}

resource premiumPlan 'Microsoft.Web/serverfarms@2024-04-01' = if (plan == 'premium') {
  name: 'plan-premium-${suffix}'
  location: location
  tags: tags
  kind: 'elastic'
  sku: { name: premiumSku, tier: 'ElasticPremium' }
  properties: { reserved: true, maximumElasticWorkerCount: maximumInstances }
}

resource premiumApp 'Microsoft.Web/sites@2024-04-01' = if (plan == 'premium') {
  name: name
  location: location
  tags: appTags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: premiumPlan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      linuxFxVersion: 'DOTNET-ISOLATED|10.0'
      minimumElasticInstanceCount: 1
      vnetRouteAllEnabled: !empty(subnetId)
      appSettings: [for setting in items(all): { name: setting.key, value: setting.value }]
    }
  }
}

resource containerApp 'Microsoft.Web/sites@2024-04-01' = if (isContainer) {
  name: name
  location: location
  tags: appTags
  kind: 'functionapp,linux,container,azurecontainerapps'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    managedEnvironmentId: environmentId
    workloadProfileName: 'Consumption'
    httpsOnly: true
    resourceConfig: { cpu: 4, memory: '8Gi' }
    siteConfig: {
      linuxFxVersion: 'DOCKER|${empty(image) ? placeholder : image}'
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: identityId
      minimumElasticInstanceCount: 1
      functionAppScaleLimit: maximumInstances
      appSettings: [for setting in items(union(all, { DOCKER_REGISTRY_SERVER_URL: registryServer })): { name: setting.key, value: setting.value }]
    }
  }
}

// People sign in with Entra; requests without a token still reach the app, which takes keys and refuses the rest.
var signIn = {
  globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
  httpSettings: { requireHttps: true }
  identityProviders: {
    azureActiveDirectory: {
      enabled: true
      registration: {
        clientId: authClientId
        openIdIssuer: '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0'
      }
      validation: { allowedAudiences: ['api://${authClientId}', authClientId] }
    }
  }
  login: { tokenStore: { enabled: false } }
}

resource flexSignIn 'Microsoft.Web/sites/config@2024-04-01' = if (isFlex && !empty(authClientId)) {
  parent: flexApp
  name: 'authsettingsV2'
  properties: signIn
}

resource premiumSignIn 'Microsoft.Web/sites/config@2024-04-01' = if (plan == 'premium' && !empty(authClientId)) {
  parent: premiumApp
  name: 'authsettingsV2'
  properties: signIn
}

resource containerSignIn 'Microsoft.Web/sites/config@2024-04-01' = if (isContainer && !empty(authClientId)) {
  parent: containerApp
  name: 'authsettingsV2'
  properties: signIn
}

output name string = name
output url string = 'https://${isFlex ? flexApp!.properties.defaultHostName : isContainer ? containerApp!.properties.defaultHostName : premiumApp!.properties.defaultHostName}'
