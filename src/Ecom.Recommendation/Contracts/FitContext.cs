namespace Ecom.Recommendation.Contracts;

/// <summary>How a fit is to run.</summary>
/// <param name="Seed">Every random draw of the fit derives from it.</param>
/// <param name="Threads">Threads the fit may use.</param>
/// <param name="Cancellation">Checked at least once per block or epoch.</param>
/// <param name="Progress">Receives a step's name, a fraction in [0, 1] and named figures such as losses; may be null.</param>
public sealed record FitContext(
    int Seed, int Threads, Action<string, double, IReadOnlyDictionary<string, double>?>? Progress = null,
    CancellationToken Cancellation = default);
