using System.Text.Json;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Runs;
using Spectre.Console;

namespace Ecom.Local.Reporting;

/// <summary>Progress of a run: a live bar on a terminal, one line per change elsewhere. Everything goes to standard error; standard output is for results.</summary>
internal sealed class RunProgressView : IDisposable
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly bool _live = !Console.IsErrorRedirected;
    private readonly TaskCompletionSource _done = new();
    private ProgressTask? _task;
    private Task? _bar;
    private string _last = "";

    public void Step(string text) => Write(text, 0, 1);

    public void Warn(string text)
    {
        if (_live) _console.MarkupLineInterpolated($"[yellow]{text}[/]");
        else Console.Error.WriteLine($"warning: {text}");
    }

    public void Show(RunState state)
    {
        if (state.Progress is not { ValueKind: JsonValueKind.Object } status) return;
        var progress = status.Deserialize<RunProgress>(PipelineJson.Options);
        if (progress is null) return;
        var candidates = progress.Candidates is { Count: > 0 } now ? $": {string.Join(", ", now.Keys)}" : "";
        Write(progress.Of > 1 ? $"{progress.Step} {progress.Done}/{progress.Of}{candidates}" : progress.Step + candidates, progress.Done, progress.Of);
    }

    public void Dispose()
    {
        _done.TrySetResult();
        _bar?.GetAwaiter().GetResult();
    }

    private void Write(string text, int done, int of)
    {
        if (text == _last) return;
        _last = text;
        if (!_live)
        {
            Console.Error.WriteLine(text);
            return;
        }
        if (_bar is null) StartBar();
        _task!.Description = text.EscapeMarkup();
        _task.MaxValue = Math.Max(1, of);
        _task.Value = done;
        _task.IsIndeterminate = of <= 1;
    }

    private void StartBar()
    {
        var ready = new TaskCompletionSource();
        _bar = _console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                _task = context.AddTask("");
                ready.SetResult();
                await _done.Task;
            });
        ready.Task.GetAwaiter().GetResult();
    }
}
