using EcomFunctions.Activities;

namespace EcomFunctions.Tests.Activities;

public sealed class IngestActivitiesTests : ActivityFunctionsContract<IngestActivities>;
