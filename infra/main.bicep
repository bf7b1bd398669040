// Everything one shop needs on Azure. Compiled and linted by the tests; not yet deployed (docs/operations.md).
targetScope = 'subscription'

@description('Short name of the environment; part of every resource name.')
@minLength(2)
@maxLength(20)
param environmentName string

@description('Azure region.')
param location string

@description('The shop this deployment serves: 3 to 40 characters of a-z, 0-9 and -.')
@minLength(3)
@maxLength(40)
param shop string = 'default'

@description('''
Where the app runs. flex: scales to zero, 4 GB an instance at most, trainers run as a Container Apps job.
premium: always on, trainers run as child processes. container: the app as an image on Container Apps, trainers as child processes.
''')
@allowed(['flex', 'premium', 'container'])
param plan string = 'flex'

@description('Memory of one Flex instance.')
@allowed([2048, 4096])
param instanceMemoryMB int = 4096

@description('Instances the app may scale out to.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Size of the Premium plan; trainers share it with the app.')
@allowed(['EP1', 'EP2', 'EP3'])
param premiumSku string = 'EP2'

@description('Image of the Functions app, for the container plan.')
param appImage string = ''

@description('Image of the trainer, for the flex plan.')
param trainerImage string = ''

@description('Settings of the product that differ from infra/settings.json in this environment, e.g. { Ecom__Refresh__Seed: \'7\' }.')
param settings object = {}

@description('NCRONTAB, UTC, of the scheduled challenge.')
param refreshSchedule string = '0 30 3 * * *'

@description('Key of the control endpoints where no Entra application is configured; at least 16 characters, empty for none.')
@secure()
param controlKey string = ''

@description('Client id of the Entra application that signs people in to the page and grants the role Ecom.Control; empty: no page, no role.')
param authClientId string = ''

@description('Mail address for alerts; empty: alerts show in the portal only.')
param alertEmail string = ''

@description('Hours without a finished refresh after which an alert fires.')
@minValue(1)
@maxValue(48)
param hoursWithoutRefresh int = 30

@description('Reach storage over private endpoints only.')
param privateNetwork bool = false

@description('Object ids of those who upload dumps.')
param uploaderPrincipalIds array = []

var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName, product: 'ecom' }
var usesJob = plan == 'flex'
var usesImages = plan != 'premium'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-ecom-${environmentName}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: { suffix: suffix, location: location, tags: tags }
}

module identities 'modules/identities.bicep' = {
  scope: group
  name: 'identities'
  params: { suffix: suffix, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  name: 'storage'
  params: { suffix: suffix, location: location, tags: tags, publicAccess: !privateNetwork }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  name: 'network'
  params: {
    suffix: suffix
    location: location
    tags: tags
    plan: plan
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
  }
}

module registry 'modules/registry.bicep' = if (usesImages) {
  scope: group
  name: 'registry'
  params: {
    suffix: suffix
    location: location
    tags: tags
    pullerPrincipalIds: [identities.outputs.appPrincipalId, identities.outputs.trainerPrincipalId]
  }
}

module environment 'modules/environment.bicep' = if (usesImages) {
  scope: group
  name: 'environment'
  params: {
    suffix: suffix
    location: location
    tags: tags
    workspaceName: monitoring.outputs.workspaceName
    subnetId: privateNetwork ? network!.outputs.environmentSubnetId : ''
  }
}

module job 'modules/trainer-job.bicep' = if (usesJob) {
  scope: group
  name: 'trainer-job'
  params: {
    suffix: suffix
    location: location
    tags: tags
    environmentId: environment!.outputs.id
    registryServer: registry!.outputs.server
    image: trainerImage
    identityId: identities.outputs.trainerId
    identityClientId: identities.outputs.trainerClientId
    appPrincipalId: identities.outputs.appPrincipalId
    blobEndpoint: storage.outputs.dataBlobEndpoint
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  name: 'roles'
  params: {
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
    insightsName: monitoring.outputs.insightsName
    appPrincipalId: identities.outputs.appPrincipalId
    trainerPrincipalId: identities.outputs.trainerPrincipalId
    uploaderPrincipalIds: uploaderPrincipalIds
  }
}

module app 'modules/app.bicep' = {
  scope: group
  name: 'app'
  params: {
    suffix: suffix
    location: location
    tags: tags
    shop: shop
    plan: plan
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    premiumSku: premiumSku
    image: appImage
    identityId: identities.outputs.appId
    identityClientId: identities.outputs.appClientId
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    environmentId: usesImages ? environment!.outputs.id : ''
    registryServer: usesImages ? registry!.outputs.server : ''
    trainerJobId: usesJob ? job!.outputs.id : ''
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    settings: settings
    refreshSchedule: refreshSchedule
    controlKey: controlKey
    authClientId: authClientId
  }
  dependsOn: [roles]
}

module events 'modules/events.bicep' = {
  scope: group
  name: 'events'
  params: { suffix: suffix, location: location, tags: tags, dataAccountName: storage.outputs.dataAccountName }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    suffix: suffix
    location: location
    tags: tags
    workspaceName: monitoring.outputs.workspaceName
    email: alertEmail
    hoursWithoutRefresh: hoursWithoutRefresh
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = usesImages ? registry!.outputs.server : ''
output ECOM_PLAN string = plan
output ECOM_APP_NAME string = app.outputs.name
output ECOM_APP_URL string = app.outputs.url
output ECOM_TRAINER_JOB string = usesJob ? job!.outputs.name : ''
output ECOM_EVENT_TOPIC string = events.outputs.topicName
output ECOM_DATA_ACCOUNT string = storage.outputs.dataAccountName
