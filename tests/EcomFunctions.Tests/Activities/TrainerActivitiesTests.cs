using EcomFunctions.Activities;

namespace EcomFunctions.Tests.Activities;

public sealed class TrainerActivitiesTests : ActivityFunctionsContract<TrainerActivities>;
