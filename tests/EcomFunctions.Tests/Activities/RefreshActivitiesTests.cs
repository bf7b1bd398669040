using EcomFunctions.Activities;

namespace EcomFunctions.Tests.Activities;

public sealed class RefreshActivitiesTests : ActivityFunctionsContract<RefreshActivities>;
