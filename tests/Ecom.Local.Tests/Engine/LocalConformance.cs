using Ecom.Conformance;

namespace Ecom.Local.Tests.Engine;

// The conformance suites on the local engine, one class each so that they run side by side.
public sealed class LocalActivities : ActivityCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalRestarts : RestartCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalRetries : RetryCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalTimers : TimerCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalEvents : EventCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalChildren : ChildCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalContinuations : ContinueAsNewCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalLifecycles : LifecycleCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalDeterminism : DeterminismCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalBranches : BranchCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalMessages : MessageCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }

public sealed class LocalUploads : UploadCases { protected override IConformanceHost CreateHost() => new LocalConformanceHost(); }
