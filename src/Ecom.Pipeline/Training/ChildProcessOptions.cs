namespace Ecom.Pipeline.Training;

/// <summary>Settings of the trainer as a child process.</summary>
public sealed record ChildProcessOptions
{
    /// <summary>Local folder for inputs, outputs and logs of jobs under way; the same after a restart.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Null: found by <see cref="TrainerLocator"/>.</summary>
    public TrainerProgram? Trainer { get; init; }

    /// <summary>How often the machine that runs a job says so to the others.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which the other machines take the job for lost.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromMinutes(2);
}
