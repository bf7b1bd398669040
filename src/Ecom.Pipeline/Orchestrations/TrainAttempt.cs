namespace Ecom.Pipeline.Orchestrations;

/// <summary>One attempt at a trainer job.</summary>
public sealed record TrainAttempt(string Shop, string RunId, PlannedJob Job, int Attempt)
{
    public string JobId => $"{RunId}-{Job.Name}-{Attempt}";
}
