using Ecom.Local.Commands;

return await CommandLine.RunAsync(args);
