namespace Ecom.Local.Engine;

/// <summary>What a history row is. Values are stored: never renumber. Below 100 something came in; from 100 on, the orchestration decided something.</summary>
internal enum HistoryKind
{
    Started = 1,
    ActivityCompleted = 2,
    ActivityFailed = 3,
    ChildCompleted = 4,
    ChildFailed = 5,
    TimerFired = 6,
    EventRaised = 7,
    Terminated = 8,

    ActivityScheduled = 100,
    ChildScheduled = 101,
    TimerCreated = 102,
    EventSent = 103,
}
