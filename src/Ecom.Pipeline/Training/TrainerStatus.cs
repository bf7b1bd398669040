using Ecom.Models.Jobs;

namespace Ecom.Pipeline.Training;

/// <summary>Where a trainer job stands.</summary>
/// <param name="State">Running, succeeded, failed, or unknown (a restarted host that lost its child).</param>
/// <param name="Progress">The last progress line, if any.</param>
/// <param name="Error">The last lines of its error output, where it failed.</param>
public sealed record TrainerStatus(TrainerState State, TrainerProgress? Progress = null, string? Error = null);
