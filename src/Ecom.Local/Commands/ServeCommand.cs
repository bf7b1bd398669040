using System.CommandLine;
using Ecom.Local.Hosting;

namespace Ecom.Local.Commands;

/// <summary><c>ecom serve</c>: the API, the triggers and the monitor on one data folder.</summary>
public static class ServeCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        data.Required = true;
        var storage = SharedOptions.Storage();
        var urls = SharedOptions.Urls();
        var command = new Command("serve", "Serves recommendations over HTTP, watches the dumps folder and refreshes by itself.") { data, storage, urls };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new EmbeddedOptions
            {
                DataDirectory = Path.GetFullPath(parsed.GetValue(data)!),
                Storage = parsed.GetValue(storage),
            };
            await WebHost.RunAsync(options, parsed.GetValue(urls)!, cancellation);
            return CommandLine.Done;
        });
        return command;
    }
}
