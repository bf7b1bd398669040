// The trainer as a job: started by the app, one execution per trainer job, ended by itself. The app names the job's blob when it starts it.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param environmentId string
param registryServer string
param image string
param identityId string
param identityClientId string
param appPrincipalId string
param blobEndpoint string

// What stands in until the first image is pushed.
var placeholder = 'mcr.microsoft.com/k8se/quickstart-jobs:latest'

resource job 'Microsoft.App/jobs@2024-03-01' = {
  name: 'caj-trainer-${suffix}'
  location: location
  tags: union(tags, { 'azd-service-name': 'trainer' })
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      replicaTimeout: 7200
      // The pipeline repeats an attempt in a folder of its own; a repeat in the same folder would not be told apart.
      replicaRetryLimit: 0
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      registries: [{ server: registryServer, identity: identityId }]
    }
    template: {
      containers: [
        {
          name: 'trainer'
          image: empty(image) ? placeholder : image
          resources: { cpu: 4, memory: '8Gi' }
          env: [
            { name: 'ECOM_STORAGE', value: blobEndpoint }
            { name: 'AZURE_CLIENT_ID', value: identityClientId }
          ]
        }
      ]
    }
  }
}

// Exactly what the app does with the job.
resource operator 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'trainer-job-operator')
  properties: {
    roleName: 'Ecom trainer job operator (${suffix})'
    description: 'Starts, watches and stops executions of the trainer job.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.App/jobs/read'
          'Microsoft.App/jobs/start/action'
          'Microsoft.App/jobs/stop/action'
          'Microsoft.App/jobs/executions/read'
        ]
      }
    ]
  }
}

resource appOperates 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: job
  name: guid(job.id, appPrincipalId, operator.id)
  properties: { principalId: appPrincipalId, principalType: 'ServicePrincipal', roleDefinitionId: operator.id }
}

output id string = job.id
output name string = job.name
