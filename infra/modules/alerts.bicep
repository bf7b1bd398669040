// Alerts on what the app logs; docs/operations.md says what each means and what to do.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param workspaceName string
param email string
param hoursWithoutRefresh int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'ecom'
    enabled: true
    emailReceivers: [{ name: 'owner', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var rules = [
  {
    name: 'refresh-failed'
    text: 'A refresh failed. The served model stays as it was.'
    severity: 2
    query: 'AppTraces | where Properties.EventName == "RefreshFailed"'
    operator: 'GreaterThan'
    window: 'PT1H'
    frequency: 'PT15M'
  }
  {
    name: 'no-refresh'
    text: 'No refresh has finished for ${hoursWithoutRefresh} hours.'
    severity: 2
    query: 'AppTraces | where TimeGenerated > ago(${hoursWithoutRefresh}h) | where Properties.EventName == "RefreshFinished" | summarize refreshes = count() | where refreshes == 0'
    operator: 'GreaterThan'
    window: 'P2D'
    frequency: 'PT1H'
  }
  {
    name: 'dump-quarantined'
    text: 'A dump could not be used and lies in quarantine with the reason.'
    severity: 3
    query: 'AppTraces | where Properties.EventName == "DumpQuarantined"'
    operator: 'GreaterThan'
    window: 'PT1H'
    frequency: 'PT15M'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: 'alert-${rule.name}-${suffix}'
  location: location
  tags: tags
  properties: {
    displayName: rule.name
    description: rule.text
    severity: rule.severity
    enabled: true
    scopes: [workspace.id]
    evaluationFrequency: rule.frequency
    windowSize: rule.window
    autoMitigate: false
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: empty(email) ? [] : [people.id] }
  }
}]
