namespace Ecom.Neural.Training;

/// <summary>How a training loop runs; what is learned is the task's business.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the samples at most.</summary>
    public int Epochs { get; init; } = 100;

    public int BatchSize { get; init; } = 128;

    /// <summary>Epochs without a better validation loss before training stops; 0: never stop early.</summary>
    public int Patience { get; init; }

    /// <summary>Epochs between two validations.</summary>
    public int ValidateEvery { get; init; } = 1;

    /// <summary>Order of samples, noise and sampling derive from it. Equal seeds and equal threads repeat exactly.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads torch may use. The setting is one for the process.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>File that holds the state after an epoch; training resumes from it where it matches <see cref="Fingerprint"/>. Null: no checkpoints.</summary>
    public string? CheckpointFile { get; init; }

    /// <summary>Epochs between two checkpoints.</summary>
    public int CheckpointEvery { get; init; } = 10;

    /// <summary>Names data and settings; a checkpoint of another fingerprint is not resumed.</summary>
    public string Fingerprint { get; init; } = "";
}
