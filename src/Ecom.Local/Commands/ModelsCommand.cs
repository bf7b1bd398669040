using System.CommandLine;
using Ecom.Domain;
using Ecom.Local.Hosting;
using Ecom.Pipeline.Registry;

namespace Ecom.Local.Commands;

/// <summary><c>ecom models</c>: the versions there are, and back to an older one.</summary>
public static class ModelsCommand
{
    public static Command Create() => new("models", "Lists model versions, promotes one, or rolls back.") { List(), Promote(), Rollback() };

    private static Command List()
    {
        var data = RequiredData();
        var command = new Command("list", "Versions, newest first.") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var registry = Open(parsed.GetValue(data)!);
            var served = (await registry.CurrentAsync(cancellation))?.Current.Version;
            await foreach (var version in registry.ListAsync(cancellation))
                Console.WriteLine($"{(version.Version == served ? "*" : " ")} {version.Version}  {version.Model} + {version.Augment}  {version.Created:u}");
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Promote()
    {
        var data = RequiredData();
        var version = new Argument<string>("version") { Description = "A version of 'models list'." };
        var command = new Command("promote", "Serves a version.") { version, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Open(parsed.GetValue(data)!).PromoteAsync(parsed.GetValue(version)!, "promoted on the command line", cancellation: cancellation);
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Rollback()
    {
        var data = RequiredData();
        var command = new Command("rollback", "Serves the version that was served before the present one.") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var registry = Open(parsed.GetValue(data)!);
            var current = (await registry.CurrentAsync(cancellation))?.Current
                ?? throw new InputException("Nothing is served yet, so there is nothing to roll back.");
            var previous = current.Previous ?? throw new InputException($"{current.Version} is the first version: there is none before it.");
            await registry.PromoteAsync(previous, $"rolled back from {current.Version} on the command line", current.Version, cancellation);
            Console.WriteLine($"{previous} is served.");
            return CommandLine.Done;
        });
        return command;
    }

    private static Option<string> RequiredData()
    {
        var data = SharedOptions.Data();
        data.Required = true;
        return data;
    }

    private static ModelRegistry Open(string data)
    {
        var options = new EmbeddedOptions { DataDirectory = Path.GetFullPath(data) };
        return Directory.Exists(options.Artefacts)
            ? new ModelRegistry(EmbeddedStores.Create(options), options.Shop, TimeProvider.System)
            : throw new InputException($"{data} holds no shop: 'run' makes one.");
    }
}
