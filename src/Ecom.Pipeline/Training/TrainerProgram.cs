using System.Diagnostics;

namespace Ecom.Pipeline.Training;

/// <summary>How to start the trainer.</summary>
/// <param name="FileName">An executable.</param>
/// <param name="Arguments">What comes before the trainer's own arguments.</param>
public sealed record TrainerProgram(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>A process that is not started yet; its output is redirected.</summary>
    public ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(FileName)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in Arguments.Concat(arguments)) start.ArgumentList.Add(argument);
        return start;
    }
}
