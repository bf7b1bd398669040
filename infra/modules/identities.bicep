// One identity for the app, one for the trainer, which needs far less.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-app-${suffix}'
  location: location
  tags: tags
}

resource trainer 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-trainer-${suffix}'
  location: location
  tags: tags
}

output appId string = app.id
output appClientId string = app.properties.clientId
output appPrincipalId string = app.properties.principalId
output trainerId string = trainer.id
output trainerClientId string = trainer.properties.clientId
output trainerPrincipalId string = trainer.properties.principalId
