using System.CommandLine;
using Ecom.Domain;

namespace Ecom.Local.Commands;

/// <summary>The <c>ecom</c> command line. Exit codes: 0 done, 1 the run failed, 2 the command line or the input was wrong.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongInput = 2;

    public static RootCommand Create() => new("EcomFunctions on one machine: dumps in, recommendations out.")
    {
        DemoCommand.Create(),
        InspectCommand.Create(),
        RunCommand.Create(),
        ServeCommand.Create(),
        ModelsCommand.Create(),
        RecommendCommand.Create(),
        TrainCommand.Create(),
        BenchGroup.Create(),
        SynthesizeCommand.Create(),
        AssessCommand.Create(),
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Try 'ecom --help'.");
            return WrongInput;
        }
        using var interrupt = new CancellationTokenSource();
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, interrupt.Token);
        }
        catch (InputException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return WrongInput;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. The same command goes on where this one was.");
            return Failed;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(
                Environment.GetEnvironmentVariable("ECOM_TRACE") == "1" ? failure.ToString() : $"{failure.GetType().Name}: {failure.Message}");
            return Failed;
        }
    }
}
