using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>A function of the Functions app as its source declares it.</summary>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Trigger">The trigger attribute's name, without <c>Attribute</c>.</param>
/// <param name="Arguments">The trigger attribute's arguments as source text, named ones as <c>Name=value</c>.</param>
/// <param name="Method">The method.</param>
internal sealed record FunctionBinding(string Name, string Trigger, IReadOnlyList<string> Arguments, MethodDeclarationSyntax Method)
{
    /// <summary>The route as the catalogue spells it. The app's <c>Root</c> stands for the empty one, which the host does not take.</summary>
    public string? Route => Named("Route") is { } route ? (route == "Root" ? "" : route) : null;

    public string? Named(string argument) =>
        Arguments.FirstOrDefault(a => a.StartsWith(argument + "=", StringComparison.Ordinal))?[(argument.Length + 1)..].Trim('"');

    /// <summary>The class it is in.</summary>
    public string Type => ((TypeDeclarationSyntax)Method.Parent!).Identifier.ValueText;

    public override string ToString() => Name;
}
