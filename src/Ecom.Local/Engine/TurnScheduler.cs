namespace Ecom.Local.Engine;

/// <summary>
/// Runs one orchestration's code on the engine's thread and nowhere else: continuations are queued and pumped in order while a turn is on.
/// One that arrives from another thread, or between turns, means the code awaited something that is not the context's; it is reported, not run.
/// </summary>
internal sealed class TurnScheduler(Action onForeignThread) : TaskScheduler
{
    private readonly Queue<Task> _queue = new();
    private int _thread;

    public bool OnTurn => _thread == Environment.CurrentManagedThreadId;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Reports code of this orchestration seen off its turn.</summary>
    public void ReportForeignThread() => onForeignThread();

    /// <summary>Runs an action and everything it sets off, until nothing is left to run.</summary>
    public void Turn(Action action)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            // As a task, so that TaskScheduler.Current is this one in the code that runs.
            var first = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.None, this);
            while (_queue.TryDequeue(out var task)) TryExecuteTask(task);
            first.GetAwaiter().GetResult();
        }
        finally
        {
            _thread = 0;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (OnTurn) _queue.Enqueue(task);
        else ReportForeignThread();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        OnTurn && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue;

    private sealed class Context(TurnScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) =>
            _ = Task.Factory.StartNew(() => d(state), CancellationToken.None, TaskCreationOptions.None, scheduler);

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (!scheduler.OnTurn) throw new InvalidOperationException("Orchestration code runs on its own thread only.");
            d(state);
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
