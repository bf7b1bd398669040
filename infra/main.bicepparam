// Values come from the azd environment (azd env set NAME value), so one file serves every environment.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param shop = readEnvironmentVariable('ECOM_SHOP', 'default')
param plan = readEnvironmentVariable('ECOM_PLAN', 'flex')
param instanceMemoryMB = readEnvironmentVariable('ECOM_INSTANCE_MEMORY', '4096') == '2048' ? 2048 : 4096
param maximumInstances = int(readEnvironmentVariable('ECOM_MAXIMUM_INSTANCES', '40'))
param premiumSku = readEnvironmentVariable('ECOM_PREMIUM_SKU', 'EP2')
param appImage = readEnvironmentVariable('ECOM_APP_IMAGE', '')
param trainerImage = readEnvironmentVariable('ECOM_TRAINER_IMAGE', '')
param settings = json(readEnvironmentVariable('ECOM_SETTINGS', '{}'))
param refreshSchedule = readEnvironmentVariable('ECOM_REFRESH_SCHEDULE', '0 30 3 * * *')
param controlKey = readEnvironmentVariable('ECOM_CONTROL_KEY', '')
param authClientId = readEnvironmentVariable('ECOM_AUTH_CLIENT_ID', '')
param alertEmail = readEnvironmentVariable('ECOM_ALERT_EMAIL', '')
param hoursWithoutRefresh = int(readEnvironmentVariable('ECOM_HOURS_WITHOUT_REFRESH', '30'))
param privateNetwork = bool(readEnvironmentVariable('ECOM_PRIVATE_NETWORK', 'false'))
param uploaderPrincipalIds = json(readEnvironmentVariable('ECOM_UPLOADERS', '[]'))
