using Ecom.Conformance;

namespace EcomFunctions.Tests.Conformance;

// The conformance suites on the in-process test host of Durable Task, one class each so that they run side by side.
public sealed class DurableActivities : ActivityCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableRestarts : RestartCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableRetries : RetryCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableTimers : TimerCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableEvents : EventCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableChildren : ChildCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableContinuations : ContinueAsNewCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableLifecycles : LifecycleCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableDeterminism : DeterminismCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableBranches : BranchCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableMessages : MessageCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableUploads : UploadCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }

public sealed class DurableRefreshes : RefreshCases { protected override IConformanceHost CreateHost() => new DurableConformanceHost(); }
