using System.Text.Json;
using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Trainer.Output;

/// <summary>Progress as NDJSON on standard output, where nothing else is ever written. At most a few lines a second.</summary>
internal sealed class ProgressWriter(TextWriter target, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private long? _last;
    private string? _step;

    public void Report(string step, double fraction, IReadOnlyDictionary<string, double>? figures = null)
    {
        lock (_lock)
        {
            // A new step and any figures are always told; a mere fraction may wait.
            if (step == _step && figures is null && _last is { } last && time.GetElapsedTime(last) < Interval) return;
            _last = time.GetTimestamp();
            _step = step;
            // JSON has no NaN: a diverged loss is told by leaving it out.
            var finite = figures?.Where(f => double.IsFinite(f.Value)).ToDictionary(f => f.Key, f => f.Value);
            target.WriteLine(JsonSerializer.Serialize(new TrainerProgress(step, Math.Clamp(fraction, 0, 1), finite), Json.Line));
            target.Flush();
        }
    }
}
