using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ecom.Local.Hosting;

/// <summary>
/// The run a command asked for, kept beside the journal until the command has reported it: the same command after a kill finds its own run instead of
/// starting another.
/// </summary>
internal sealed record RunRequestFile(string Inputs, string RunId)
{
    private string? _path;

    public static async Task<RunRequestFile> OpenAsync(EmbeddedOptions options, DumpFiles files, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var file in files.All)
        {
            await using var content = File.OpenRead(file.Local);
            text.Append(file.Name).Append('\n').Append(await ContentHash.OfAsync(content, cancellation)).Append('\n');
            if (file.MappingText is { } mapping) text.Append(Convert.ToHexStringLower(SHA256.HashData(mapping))).Append('\n');
        }
        foreach (var (key, value) in options.Settings.OrderBy(s => s.Key, StringComparer.Ordinal)) text.Append(key).Append('=').Append(value).Append('\n');
        var inputs = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        var path = Path.Combine(options.DataDirectory, "run-request.json");
        if (File.Exists(path)
            && JsonSerializer.Deserialize<RunRequestFile>(await File.ReadAllTextAsync(path, cancellation)) is { } kept && kept.Inputs == inputs)
            return kept with { _path = path };

        var request = new RunRequestFile(inputs, Pipeline.Runs.RunService.NewRunId(TimeProvider.System)) { _path = path };
        var temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(request), cancellation);
        File.Move(temporary, path, overwrite: true);
        return request;
    }

    /// <summary>Called once the outcome has been reported.</summary>
    public void Close()
    {
        if (_path is not null) File.Delete(_path);
    }
}
